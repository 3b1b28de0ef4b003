import { useEffect, useRef, type RefObject } from 'react';
import { useLocation } from 'react-router';

/**
 * Where another page opens, its heading takes the focus, so that readers of screens begin there, and gives the document
 * its title. A page whose heading comes later, with its file, is waited for.
 */
export function useFocusOnPageChange(): RefObject<HTMLElement | null> {
  const main = useRef<HTMLElement>(null);
  const { pathname } = useLocation();
  const before = useRef(pathname);
  useEffect(() => {
    const { current: place } = main;
    if (place === null) return;
    const isOther = before.current !== pathname;
    before.current = pathname;
    const settle = () => {
      const heading = place.querySelector('h1');
      if (heading === null) return false;
      document.title = `${heading.textContent} · Holdfast`;
      if (isOther) heading.focus({ preventScroll: true });
      return true;
    };
    if (settle()) return;
    const observer = new MutationObserver(() => {
      if (settle()) observer.disconnect();
    });
    observer.observe(place, { childList: true, subtree: true });
    return () => observer.disconnect();
  }, [pathname]);
  return main;
}
