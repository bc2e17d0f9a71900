/**
 * Where the page loads an object from. The server writes its objects' addresses with the name it
 * knows of itself; a page opened under another name of the same server asks that one.
 */
export function objectAddress(url: string): string {
  const parsed = URL.parse(url);
  if (parsed?.pathname.startsWith('/objects/')) return parsed.pathname + parsed.search;
  return url;
}
