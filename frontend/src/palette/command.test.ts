import { Circle } from 'lucide-react';
import { describe, expect, it } from 'vitest';
import { type Command, type CommandGroup, foundGroups } from './command';

const command = (name: string, more: Partial<Command> = {}): Command => ({
  id: name,
  name,
  icon: Circle,
  run: () => {},
  ...more,
});
const groups: CommandGroup[] = [
  {
    name: 'job',
    title: 'Job',
    commands: [command('Pause'), command('Copy as curl', { keywords: 'terminal' })],
  },
  { name: 'pages', title: 'Pages', commands: [command('Import'), command('Jobs')] },
  { name: 'recent', title: 'Recent', commands: [command('Jobs of June', { detail: 'Paused' })] },
];
const found = (typed: string) =>
  foundGroups(groups, typed).map(({ title, commands }) => [
    title,
    ...commands.map(({ name }) => name),
  ]);

describe('the commands', () => {
  it('are all there, in their order, before anything is typed', () => {
    expect(foundGroups(groups, '')).toEqual(groups);
  });
  it('that answer best come first, with their group', () => {
    expect(found('pause')).toEqual([
      ['Job', 'Pause'],
      ['Recent', 'Jobs of June'],
    ]);
    expect(found('june')).toEqual([['Recent', 'Jobs of June']]);
  });
  it('are found by what stands beside their name', () => {
    expect(found('terminal')).toEqual([['Job', 'Copy as curl']]);
  });
  it('are none where nothing answers', () => {
    expect(found('zebra')).toEqual([]);
  });
});
