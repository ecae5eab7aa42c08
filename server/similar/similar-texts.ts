/**
 * Which texts of a class are more alike than the exercise makes them: passages by winnowed fingerprints (Schleimer, Wilkerson and
 * Aiken, 2003), names and comments by how few share them. A hint for a person who then reads both, never a verdict.
 */
import { File, FingerprintIndex, Region, TokenizedFile } from '@dodona/dolos-core'

import type { Alikeness, Passage } from '@/course/similar/similarity.ts'
import type { CodeToken, ReadCode } from '@/grader/exercise/code-tokens.ts'
import { cageGlobals } from '@/grader/exercise/known-globals.ts'
import type { Reader } from '@/grader/reading/reader.ts'

import { makePause } from '../foundation/give-way.ts'
import { countLines, mergePassages, unite } from './passages.ts'

export interface ComparedText {
  id: string
  source: string
}

export interface Similarity {
  /** How many there were to compare. */
  compared: number
  /** Ids of those that are no program. */
  unreadable: string[]
  /** Two or more who handed in the same, layout, comments and types aside; the largest group first. */
  same: SameText[]
  /** The most alike first, at most `pairsAtMost`. Of a group of the same texts its first stands for all. */
  pairs: SimilarPair[]
}

export interface SameText {
  ids: string[]
  /** Whether it is long enough to mean something. */
  telling: boolean
}

export interface SimilarPair extends Alikeness {
  /** Ids. */
  left: string
  right: string
  passages: Passage[]
}

export const pairsAtMost = 100

/** Tokens in a row that make a passage, and among how many starts of one a fingerprint is kept. */
const kgramLength = 12
const kgramsInWindow = 6
/** What more than a quarter of the class wrote, the exercise asks for; in a large class twenty are many. */
const learnersAtMost = (learners: number): number => Math.min(20, Math.max(3, Math.floor(learners / 4)))
/** Short texts are alike by themselves: what is shared and not asked for must be at least some five lines. */
const ownTokensAtLeast = 40
const similarAtLeast = 0.5
/** So many comments in common that few others wrote are worth a look, whatever the structure; names may well be chosen twice. */
const commentsAtLeast = 2
/** Only the candidates with the most in common are looked at closely. */
const candidatesAtMost = 500
/** The same dozen tokens again and again say nothing and cost the square of their number. */
const repeatsAtMost = 4
const knownGlobals = new Set(cageGlobals)

/** A text that one learner or several handed in. */
interface Text extends ReadCode {
  ids: [string, ...string[]]
  file: TokenizedFile
}

type Rest = () => Promise<void>

/**
 * Gives way to other work every few milliseconds.
 * @param starters what learners began with: none of it counts
 * @param readCode reads outside this thread: one text after another, so that others' readings come in between
 */
export async function findSimilarTexts(
  texts: readonly ComparedText[],
  starters: readonly string[],
  readCode: Reader['readCode'],
): Promise<Similarity> {
  const rest = makePause()
  const ignored: ReadCode[] = []
  for (const source of starters) {
    const code = await readCode(source)
    if (code !== undefined) ignored.push(code)
  }
  const begunWith = new Set(ignored.map(({ canonical }) => canonical))
  const unreadable: string[] = []
  const distinct = new Map<string, Text>()
  for (const { id, source } of texts) {
    await rest()
    const code = await readCode(source)
    if (code === undefined) unreadable.push(id)
    else if (!begunWith.has(code.canonical)) addText(distinct, id, code)
  }
  const all = [...distinct.values()]
  const index = new FingerprintIndex(kgramLength, kgramsInWindow)
  for (const [at, code] of ignored.entries()) index.addIgnoredFile(fileOf(`starter ${at}`, code.tokens))
  for (const { file } of all) {
    await rest()
    index.addFiles([file])
  }
  const limit = learnersAtMost(texts.length - unreadable.length)
  // Before what many wrote is left out: a text that a third of the class shares is worth knowing.
  const entries = new Map(index.entries().map((entry) => [entry.file.id, entry]))
  const same = listSame(entries, all)
  await ignoreWhatManyWrote(index, { all, limit, rest })
  const words = await findRareWords(all, { starters: ignored, limit, rest })
  const pairs: SimilarPair[] = []
  for (const [left, right] of await findCandidates({ index, all, words, rest })) {
    await rest()
    const pair = comparePair({ index, entries, words }, [left, right])
    if (pair !== undefined) pairs.push(pair)
  }
  return {
    compared: texts.length - unreadable.length,
    unreadable,
    same,
    pairs: pairs.toSorted(byEvidence).slice(0, pairsAtMost),
  }
}

function byEvidence(a: SimilarPair, b: SimilarPair): number {
  const wordsOf = ({ names, comments }: SimilarPair) => names.length + comments.length
  return b.similarity - a.similarity || wordsOf(b) - wordsOf(a) || b.lines - a.lines
}

function addText(distinct: Map<string, Text>, id: string, code: ReadCode): void {
  const known = distinct.get(code.canonical)
  if (known === undefined) distinct.set(code.canonical, { ...code, ids: [id], file: fileOf(id, code.tokens) })
  else known.ids.push(id)
}

function fileOf(id: string, tokens: readonly CodeToken[]): TokenizedFile {
  const kept = dropRepeats(tokens)
  return new TokenizedFile(
    new File(id, ''),
    kept.map(({ kind }) => kind),
    // Regions are half open in columns; lines are all that is asked of them.
    kept.map(({ line }, at) => new Region(line, at, line, at + 1)),
  )
}

/** Leaves out each token that would complete a k-gram for the fifth time. */
function dropRepeats(tokens: readonly CodeToken[]): CodeToken[] {
  const kept: CodeToken[] = []
  const counts = new Map<string, number>()
  for (const token of tokens) {
    const kgram = [...kept.slice(1 - kgramLength), token].map(({ kind }) => kind).join(' ')
    const count = (counts.get(kgram) ?? 0) + 1
    if (count > repeatsAtMost) continue
    counts.set(kgram, count)
    kept.push(token)
  }
  return kept
}

type Entries = ReadonlyMap<number, ReturnType<FingerprintIndex['entries']>[number]>

function listSame(entries: Entries, all: readonly Text[]): SameText[] {
  return all
    .filter(({ ids }) => ids.length > 1)
    .map(({ ids, file }) => ({ ids, telling: ownTokens(entries, file) >= ownTokensAtLeast }))
    .toSorted((a, b) => b.ids.length - a.ids.length)
}

/** By learners, not by texts: ten who handed in the same are ten. */
async function ignoreWhatManyWrote(
  index: FingerprintIndex,
  { all, limit, rest }: { all: readonly Text[]; limit: number; rest: Rest },
): Promise<void> {
  const learners = new Map(all.map(({ file, ids }) => [file.id, ids.length]))
  for (const shared of index.sharedFingerprints()) {
    await rest()
    if (shared.files().reduce((sum, { id }) => sum + (learners.get(id) ?? 0), 0) <= limit) continue
    index.addIgnoredHashes([shared.hash])
  }
}

interface RareWords {
  names: Map<string, Set<Text>>
  comments: Map<string, Set<Text>>
}

async function findRareWords(
  all: readonly Text[],
  { starters, limit, rest }: { starters: readonly ReadCode[]; limit: number; rest: Rest },
): Promise<RareWords> {
  const rareOf = async (what: 'names' | 'comments', isTelling: (word: string) => boolean) => {
    const begunWith = new Set(starters.flatMap((starter) => starter[what]))
    const users = new Map<string, Set<Text>>()
    for (const text of all) {
      await rest()
      for (const word of text[what]) {
        if (!isTelling(word) || begunWith.has(word)) continue
        const known = users.get(word)
        if (known === undefined) users.set(word, new Set([text]))
        else known.add(text)
      }
    }
    const countLearners = (texts: ReadonlySet<Text>) => [...texts].reduce((sum, { ids }) => sum + ids.length, 0)
    return new Map([...users].filter(([, texts]) => texts.size > 1 && countLearners(texts) <= limit))
  }
  return {
    // Everybody writes i, n and dw.
    names: await rareOf('names', (name) => name.length > 2 && !knownGlobals.has(name)),
    comments: await rareOf('comments', () => true),
  }
}

interface CandidateSearch {
  index: FingerprintIndex
  all: readonly Text[]
  words: RareWords
  rest: Rest
}

/** Pairs that share anything that few have, so that a thousand texts are not compared half a million times. */
async function findCandidates({ index, all, words, rest }: CandidateSearch): Promise<Array<[Text, Text]>> {
  const shared = new Map<number, { fingerprints: number; comments: number }>()
  const places = new Map(all.map(({ file }, place) => [file.id, place]))
  const count = (found: readonly number[], what: 'fingerprints' | 'comments') => {
    const sorted = found.toSorted((a, b) => a - b)
    for (const [at, one] of sorted.entries()) {
      for (const other of sorted.slice(at + 1)) {
        const key = one * all.length + other
        const known = shared.get(key) ?? { fingerprints: 0, comments: 0 }
        known[what] += 1
        shared.set(key, known)
      }
    }
  }
  const placesOf = (files: ReadonlyArray<{ id: number }>) => files.flatMap(({ id }) => places.get(id) ?? [])
  for (const fingerprint of index.sharedFingerprints()) {
    if (fingerprint.ignored || fingerprint.fileCount() < 2) continue
    await rest()
    count(placesOf(fingerprint.files()), 'fingerprints')
  }
  for (const texts of words.comments.values()) {
    await rest()
    count(placesOf([...texts].map(({ file }) => file)), 'comments')
  }
  return [...shared]
    .filter(([, found]) => found.fingerprints > 1 || found.comments >= commentsAtLeast)
    .toSorted(([, a], [, b]) => b.fingerprints + b.comments - (a.fingerprints + a.comments))
    .slice(0, candidatesAtMost)
    .flatMap(([key]) => {
      const [left, right] = [all[Math.floor(key / all.length)], all[key % all.length]]
      return left === undefined || right === undefined ? [] : [[left, right] satisfies [Text, Text]]
    })
}

/** @returns undefined for two that are not more alike than any */
function comparePair(
  { index, entries, words }: { index: FingerprintIndex; entries: Entries; words: RareWords },
  [left, right]: readonly [Text, Text],
): SimilarPair | undefined {
  const fragments = index.getPair(left.file, right.file).buildFragments()
  const covered = {
    left: countTokens(fragments.map(({ pairs }) => pairs.map((pair) => pair.left)).flat()),
    right: countTokens(fragments.map(({ pairs }) => pairs.map((pair) => pair.right)).flat()),
  }
  const own = { left: ownTokens(entries, left.file), right: ownTokens(entries, right.file) }
  const ownBoth = own.left + own.right
  const similarity = ownBoth === 0 ? 0 : (covered.left + covered.right) / ownBoth
  const inBoth = (what: 'names' | 'comments') => left[what].filter((word) => words[what].get(word)?.has(right))
  const names = inBoth('names')
  const comments = inBoth('comments')
  const isAlike = similarity >= similarAtLeast && Math.min(covered.left, covered.right) >= ownTokensAtLeast
  if (!isAlike && comments.length < commentsAtLeast) return undefined
  const passages = mergePassages(fragments)
  return {
    left: left.ids[0],
    right: right.ids[0],
    similarity,
    lines: Math.min(
      countLines(passages.map((passage) => passage.left)),
      countLines(passages.map((passage) => passage.right)),
    ),
    names,
    comments,
    passages,
  }
}

/** How many tokens of a text stand in k-grams that neither a starter nor many others have. */
function ownTokens(entries: Entries, file: TokenizedFile): number {
  const entry = entries.get(file.id)
  return entry === undefined
    ? 0
    : countTokens([...entry.shared].flatMap((shared) => shared.occurrencesOf(file)).map(({ side }) => side))
}

/** Each once, however many k-grams it stands in. */
function countTokens(kgrams: ReadonlyArray<{ start: number; stop: number }>): number {
  return unite(kgrams.map(({ start, stop }) => ({ from: start, to: stop }))).reduce(
    (sum, { from, to }) => sum + to - from + 1,
    0,
  )
}
