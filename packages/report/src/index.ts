export {
  type Permalink,
  type PictureWishes,
  badgeAddress,
  embedAddress,
  namedPageAddress,
  pageAddress,
  pictureAddress,
  rerunAddress,
} from './permalink.ts';
export { fileName } from './file-name.ts';
export {
  type Discretion,
  actorText,
  alternativeText,
  headlineOf,
  secondText,
  shareText,
  vantageText,
} from './trace-words.ts';
export { visibleText } from './visible-text.ts';
export { wrapped } from './columns.ts';
export { markdownBlock, markdownCell, markdownCode, markdownSentence } from './markdown-text.ts';
export { eventLines } from './event-lines.ts';
export { textForm } from './text-form.ts';
export {
  type PageAssets,
  type PageScript,
  SAVED_TRACE_ID,
  htmlForm,
  inlineScript,
  policyOf,
} from './html-form.ts';
export { markdownForm } from './markdown-form.ts';
export {
  type SnippetWishes,
  asciidocSnippet,
  badgeSnippet,
  chatSnippet,
  htmlSnippet,
  iframeSnippet,
  jiraSnippet,
  markdownSnippet,
} from './snippets.ts';
export { captureForm } from './capture-form.ts';
export { dnsJsonForm, hopDnsJson } from './dns-json-form.ts';
export { MOST_MERMAID_CHARACTERS, mermaidForm } from './mermaid-form.ts';
export { graphvizForm } from './graphviz-form.ts';
