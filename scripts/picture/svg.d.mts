export function terminalSvg(title: string, text: string): string;
