import { useEffect, useState } from 'react';

/** The board over the whole screen, for a wall; it ends with the browser's full screen. */
export function useWall(begins: boolean) {
  const [on, setOn] = useState(begins);
  useEffect(() => {
    const leave = () => {
      if (document.fullscreenElement === null) setOn(false);
    };
    document.addEventListener('fullscreenchange', leave);
    return () => document.removeEventListener('fullscreenchange', leave);
  }, []);
  function toggle(): void {
    setOn(!on);
    // Where the browser refuses, the board still fills its window.
    if (!on) document.documentElement.requestFullscreen().catch(() => undefined);
    else if (document.fullscreenElement !== null) void document.exitFullscreen();
  }
  return { on, toggle };
}

/** Gives the focus to the next tile, or to the first where none has it. */
export function moveBetweenTiles(step: 1 | -1): void {
  const tiles = [...document.querySelectorAll<HTMLElement>('[data-tile]')];
  const at = tiles.findIndex((tile) => tile === document.activeElement);
  const next = at === -1 ? 0 : Math.min(tiles.length - 1, Math.max(0, at + step));
  tiles[next]?.focus();
}
