/**
 * Turbopack's loader for one file of Monaco, internal/common/workers.js. The TypeScript mode takes `createWebWorker` from it, and
 * with it come all features of the editor: half a megabyte more, which register after the first editor was made and then fail in
 * the second one of a page. monaco.ts names the features that the workbench has.
 */
module.exports = function withoutFeatures(source) {
  return source.replaceAll(/^import '[^']+';$/gm, '')
}
