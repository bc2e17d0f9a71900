const whole = new Intl.NumberFormat('en');

/** 12,431 */
export function formatCount(count: number): string {
  return whole.format(count);
}
