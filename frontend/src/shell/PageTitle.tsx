/** The title of the browser's tab; React puts it into the head. */
export function PageTitle({ text }: { text: string }) {
  return <title>{`${text} · Pixferry`}</title>;
}
