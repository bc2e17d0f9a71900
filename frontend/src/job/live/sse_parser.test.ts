import { describe, expect, it } from 'vitest';
import { createSseParser } from './sse_parser';

const stream =
  'event: state\nid: 2\ndata: {"a":1}\n\n: still here\n\nevent: progress\ndata: {}\n\n';
const events = [
  { event: 'state', id: '2', data: '{"a":1}' },
  { event: 'progress', id: null, data: '{}' },
];

describe('the parser of server-sent events', () => {
  it('reads events and passes over comments', () => {
    expect(createSseParser()(stream)).toEqual(events);
  });
  it('reads the same wherever the pieces are cut', () => {
    for (let cut = 0; cut <= stream.length; cut += 1) {
      const parse = createSseParser();
      expect([...parse(stream.slice(0, cut)), ...parse(stream.slice(cut))]).toEqual(events);
    }
  });
  it('reads the same letter by letter, and with the line ends of others', () => {
    for (const lineEnd of ['\r\n', '\r']) {
      const parse = createSseParser();
      const found = [...stream.replaceAll('\n', lineEnd)].flatMap((letter) => parse(letter));
      expect([...found, ...parse('\n')]).toEqual(events);
    }
  });
  it('joins lines of data, and takes one blank off their front', () => {
    expect(createSseParser()('data:  a\ndata\ndata:b\n\n')).toEqual([
      { event: 'message', id: null, data: ' a\n\nb' },
    ]);
  });
  it('drops an event without data, and one that is not finished', () => {
    expect(createSseParser()('event: state\n\ndata: 1')).toEqual([]);
  });
});
