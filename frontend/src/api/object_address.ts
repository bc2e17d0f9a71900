/**
 * Where the page loads an object from. The server writes its objects' addresses with the name it
 * knows of itself; a page opened under another name of the same server asks that one.
 */
export function objectAddress(url: string): string {
  if (!URL.canParse(url)) return url;
  const { pathname, search } = new URL(url);
  return pathname.startsWith('/objects/') ? pathname + search : url;
}
