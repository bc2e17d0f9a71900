/** One event as it came over the wire. */
export interface SseEvent {
  event: string;
  /** Null where the event carries none; the id before it then stays the last. */
  id: string | null;
  data: string;
}

/**
 * Reads text/event-stream as it arrives, in pieces cut anywhere
 * (https://html.spec.whatwg.org/multipage/server-sent-events.html#parsing-an-event-stream).
 */
export function createSseParser(): (piece: string) => SseEvent[] {
  let rest = '';
  let event = '';
  let id: string | null = null;
  let data: string[] = [];

  const finish = (): SseEvent | null => {
    const finished =
      data.length > 0 ? { event: event || 'message', id, data: data.join('\n') } : null;
    event = '';
    id = null;
    data = [];
    return finished;
  };

  const readLine = (line: string): SseEvent | null => {
    if (line === '') return finish();
    const colon = line.indexOf(':');
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'event') event = value;
    else if (field === 'data') data.push(value);
    else if (field === 'id' && !value.includes('\0')) id = value;
    return null;
  };

  return (piece) => {
    rest += piece;
    // A carriage return at the end may be the first half of a line's end.
    const held = rest.endsWith('\r') ? '\r' : '';
    const lines = rest.slice(0, rest.length - held.length).split(/\r\n|\r|\n/);
    rest = (lines.pop() ?? '') + held;
    return lines.map(readLine).filter((finished) => finished !== null);
  };
}
