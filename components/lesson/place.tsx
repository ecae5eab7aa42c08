import { lessonPlaceId } from '../../course/course/lesson-place.ts'
import styles from './lesson.module.css'

/** Marks where the lesson explains a misconception. `of` names them as "exercise/misconception", apart by single spaces. */
export function Place({ of }: { of: string }) {
  return of
    .split(' ')
    .map((name) => <span key={name} id={lessonPlaceId(name)} tabIndex={-1} className={styles.place} />)
}
