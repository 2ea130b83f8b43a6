export interface Run {
  readonly text: string;
  readonly bold: boolean;
  readonly dim: boolean;
  readonly color: "red" | "green" | "yellow" | "blue" | "magenta" | "cyan" | null;
}
export function styledLines(text: string): Run[][];
