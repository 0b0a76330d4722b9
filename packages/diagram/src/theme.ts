// The colours of delegraph: one table that feeds the page as CSS variables and the pictures as plain values.

/** Measured against their grounds: text and severity lines at 4.5:1 or more, card borders at 3:1. */
export const lightTheme = {
  page: '#f6f8fa',
  card: '#ffffff',
  text: '#1f2328',
  muted: '#57606a',
  border: '#8c959f',
  'border-quiet': '#d0d7de',
  line: '#57606a',
  focus: '#0969da',
  ok: '#027b73',
  'ok-fill': '#e4f5f4',
  notice: '#2c36b0',
  'notice-fill': '#eaeeff',
  warning: '#945e00',
  'warning-fill': '#fff3d6',
  error: '#84060f',
  'error-fill': '#ffe7e5',
  alias: '#8a2e9e',
  'alias-fill': '#f8effb',
  skipped: '#57606a',
  'skipped-fill': '#eef1f4',
} as const;

export type ThemeTokens = Readonly<Record<keyof typeof lightTheme, string>>;

export const darkTheme: ThemeTokens = {
  page: '#0d1117',
  card: '#161b22',
  text: '#e6edf3',
  muted: '#9da7b3',
  border: '#6e7681',
  'border-quiet': '#30363d',
  line: '#9da7b3',
  focus: '#58a6ff',
  ok: '#4fe3d4',
  'ok-fill': '#08302e',
  notice: '#7c93f5',
  'notice-fill': '#182250',
  warning: '#ffca64',
  'warning-fill': '#3a2c00',
  error: '#ec655c',
  'error-fill': '#3f100d',
  alias: '#d59bea',
  'alias-fill': '#2b1833',
  skipped: '#9da7b3',
  'skipped-fill': '#222831',
};

/** The colours as CSS variables: light, dark where the system or `data-theme="dark"` asks for it. */
export const themeCss = `:root{color-scheme:light;${variables(lightTheme)}}
@media (prefers-color-scheme:dark){:root:not([data-theme=light]){color-scheme:dark;${variables(darkTheme)}}}
:root[data-theme=dark]{color-scheme:dark;${variables(darkTheme)}}
`;

function variables(tokens: ThemeTokens): string {
  return Object.entries(tokens)
    .map(([name, value]) => `--${name}:${value};`)
    .join('');
}
