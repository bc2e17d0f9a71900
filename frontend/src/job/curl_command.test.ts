import { describe, expect, it } from 'vitest';
import { curlCommand } from './curl_command';

describe('a request as a command', () => {
  it('is short where it can be', () => {
    expect(curlCommand('http://localhost:8000/import/jobs/1', {})).toBe(
      `curl 'http://localhost:8000/import/jobs/1'`,
    );
  });
  it('names the key by a variable, and never spells it out', () => {
    expect(curlCommand('http://x/y', { needsKey: true })).toBe(
      `curl -H "Authorization: Bearer $PIXFERRY_API_KEY" 'http://x/y'`,
    );
  });
  it('lets no text out of its quotes', () => {
    const body = { folder_url: `it's $(here)` };
    expect(curlCommand('http://x/import', { method: 'POST', body })).toBe(
      `curl -X POST -H 'Content-Type: application/json' -d '{"folder_url":"it'\\''s $(here)"}' 'http://x/import'`,
    );
  });
});
