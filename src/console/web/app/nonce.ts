declare global {
  var __webpack_nonce__: string | undefined;
}

/** Of this answer of the server: what adds styles as the page runs must carry it. */
export function pageNonce(): string | undefined {
  return document.querySelector<HTMLMetaElement>('meta[property="csp-nonce"]')?.nonce;
}

/** Under this name the libraries beneath the dialogs and menus look for it. */
export function passNonce(): void {
  globalThis.__webpack_nonce__ = pageNonce();
}
