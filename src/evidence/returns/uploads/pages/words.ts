const NUMBER = new Intl.NumberFormat('en-GB');

/** A number as people read it: 12,345. */
export function number(value: number): string {
  return NUMBER.format(value);
}

/** "1 child", "12 children". */
export function counted(count: number, one: string, many: string): string {
  return `${NUMBER.format(count)} ${count === 1 ? one : many}`;
}
