/** For a POSIX shell: in single quotes nothing has a meaning but the quote itself. */
function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}

export interface CurlRequest {
  method?: 'GET' | 'POST' | 'DELETE';
  body?: unknown;
  /** Whether the server asks for a key. The key itself is not written out. */
  needsKey?: boolean;
}

/** The same request from a terminal. */
export function curlCommand(url: string, { method = 'GET', body, needsKey }: CurlRequest): string {
  const parts = ['curl'];
  if (method !== 'GET') parts.push('-X', method);
  if (needsKey) parts.push('-H', '"Authorization: Bearer $PIXFERRY_API_KEY"');
  if (body !== undefined) {
    parts.push('-H', quoted('Content-Type: application/json'), '-d', quoted(JSON.stringify(body)));
  }
  return [...parts, quoted(url)].join(' ');
}
