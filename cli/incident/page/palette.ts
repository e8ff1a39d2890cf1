/** The colours of the page and of its charts by name, each with the contrast of WCAG 2.2 AA on its background. */
export type Palette = Readonly<Record<string, string>>;

export const PALETTES: Readonly<Record<'light' | 'dark', Palette>> = {
  light: {
    page: '#ffffff',
    card: '#f6f8fa',
    text: '#1f2328',
    faint: '#59636e',
    grid: '#d1d9e0',
    link: '#0969da',
    requests: '#0969da',
    failed: '#cf222e',
    slow: '#9a6700',
    healthy: '#1a7f37',
    alarm: '#cf222e',
    shift: '#8250df',
  },
  dark: {
    page: '#0d1117',
    card: '#161b22',
    text: '#f0f6fc',
    faint: '#9198a1',
    grid: '#3d444d',
    link: '#58a6ff',
    requests: '#58a6ff',
    failed: '#ff7b72',
    slow: '#d29922',
    healthy: '#3fb950',
    alarm: '#ff7b72',
    shift: '#bc8cff',
  },
};

/** As declarations of a style sheet: `--page: #ffffff; --card: ...` */
export function customProperties(palette: Palette): string {
  return Object.entries(palette)
    .map(([name, colour]) => `--${name}: ${colour};`)
    .join(' ');
}
