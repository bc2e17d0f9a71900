/** As it is compared: without accents, and small. */
function folded(text: string): string {
  return text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
}

const wordsOf = (text: string) =>
  folded(text)
    .split(/[^\p{L}\p{N}]+/u)
    .filter(Boolean);

const wholeWord = 4;
const beginningOfWord = 3;
const within = 1;

function scoreOf(typed: string, words: readonly string[]): number {
  if (words.includes(typed)) return wholeWord;
  if (words.some((word) => word.startsWith(typed))) return beginningOfWord;
  return words.some((word) => word.includes(typed)) ? within : 0;
}

/**
 * How well a text answers what was typed, or null where a typed word is nowhere in it. The order of
 * the words does not matter; whole words are better than their beginnings, and those than the rest.
 */
export function matchScore(typed: string, text: string): number | null {
  const words = wordsOf(text);
  let score = 0;
  for (const word of wordsOf(typed)) {
    const found = scoreOf(word, words);
    if (found === 0) return null;
    score += found;
  }
  return score;
}
