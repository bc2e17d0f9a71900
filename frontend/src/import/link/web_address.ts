/** An address as it is written out: nothing is fetched by it. */
export interface WebAddress {
  host: string;
  path: string[];
  parameter: (name: string) => string;
}

const isScheme = /^[a-z][a-z0-9+.-]*:/i;

function parsed(text: string): URL | null {
  const hasScheme = isScheme.test(text);
  try {
    return new URL(hasScheme ? text : `https://${text}`);
  } catch {
    return null;
  }
}

function decoded(part: string): string {
  try {
    return decodeURIComponent(part);
  } catch {
    return part;
  }
}

export function parseWebAddress(text: string): WebAddress | 'plain_http' | null {
  // What was copied out of a web page's source has its ampersands escaped.
  const url = parsed(text.replaceAll('&amp;', '&'));
  if (!url) return null;
  if (url.protocol === 'http:') return 'plain_http';
  const isPlain = url.protocol === 'https:' && url.username === '' && url.port === '';
  if (!isPlain || !url.hostname.includes('.')) return null;
  const parameters = [...url.searchParams].map(([name, value]) => [name.toLowerCase(), value]);
  return {
    host: url.hostname,
    path: url.pathname.split('/').filter(Boolean).map(decoded),
    parameter: (name) => parameters.find(([each]) => each === name)?.[1] ?? '',
  };
}
