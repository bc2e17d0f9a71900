import type { LucideIcon } from 'lucide-react';
import { matchScore } from './matching';

/** Something that the palette can do. */
export interface Command {
  id: string;
  name: string;
  icon: LucideIcon;
  /** Said behind the name, and found by it as well. */
  detail?: string;
  /** Other words by which it may be looked for. */
  keywords?: string;
  run: () => void;
}

export interface CommandGroup {
  /** Of the group itself; its title is what is read. */
  name: 'job' | 'pages' | 'recent' | 'appearance';
  title: string;
  commands: readonly Command[];
}

const detailPenalty = 0.5;

function scoreOf(typed: string, { name, detail, keywords }: Command): number | null {
  const byName = matchScore(typed, name);
  if (byName !== null) return byName;
  const byAll = matchScore(typed, [name, detail, keywords].join(' '));
  return byAll === null ? null : byAll * detailPenalty;
}

/** The groups with what answers, the best first in each and the group of the best before the others. */
export function foundGroups(groups: readonly CommandGroup[], typed: string): CommandGroup[] {
  const found = groups.map((group) => {
    const scored = group.commands.flatMap((command) => {
      const score = scoreOf(typed, command);
      return score === null ? [] : [{ command, score }];
    });
    scored.sort((one, other) => other.score - one.score);
    const commands = scored.map(({ command }) => command);
    return { group: { ...group, commands }, best: scored[0]?.score ?? -1 };
  });
  return found
    .filter(({ group }) => group.commands.length > 0)
    .sort((one, other) => other.best - one.best)
    .map(({ group }) => group);
}
