/** Browsers cut an element's height somewhere above this many pixels. */
export const domHeightMax = 16_000_000;

/** So near to either end, the scroll box and the content move alike. */
const endZoneViewports = 20;
/** So much closer to an end than the content, the scroll box is moved back in step. */
const driftMax = 500_000;
/** A step that no wheel, finger or key makes: the scroll bar was dragged. */
const jumpViewports = 2;

/**
 * Scrolls content that is higher than an element can be. The element has `domHeight`; what stands at
 * the content's `offset` is to be placed at `offset - shift` in it. Small steps move the content
 * pixel by pixel, so that the element's position drifts away from its share of the whole way;
 * `resync` says where to put it then. A drag of the scroll bar leads to the same share of the content.
 */
export class ScaledScroll {
  readonly domHeight: number;
  private readonly domRange: number;
  private readonly range: number;
  private readonly endZone: number;
  private domOffset = 0;
  private contentOffset = 0;

  constructor(
    contentHeight: number,
    private readonly viewportHeight: number,
    heightMax = domHeightMax,
  ) {
    this.domHeight = Math.min(contentHeight, heightMax);
    this.range = Math.max(0, contentHeight - viewportHeight);
    this.domRange = Math.max(0, this.domHeight - viewportHeight);
    this.endZone = Math.min(viewportHeight * endZoneViewports, this.domRange / 4);
  }

  /** Where the upper edge of the viewport is in the content. */
  get offset(): number {
    return this.contentOffset;
  }

  get offsetMax(): number {
    return this.range;
  }

  get shift(): number {
    return this.contentOffset - this.domOffset;
  }

  /** The element was scrolled to there, by whatever means. */
  scrolled(domOffset: number): void {
    const dom = Math.min(this.domRange, Math.max(0, domOffset));
    const step = dom - this.domOffset;
    this.domOffset = dom;
    const isJump = Math.abs(step) > this.viewportHeight * jumpViewports;
    this.contentOffset =
      this.range === this.domRange
        ? dom
        : isJump
          ? this.contentOf(dom)
          : Math.min(this.range, Math.max(0, this.contentOffset + step));
  }

  /** Goes to a place in the content; answers where the element is to be scrolled to. */
  moveTo(offset: number): number {
    this.contentOffset = Math.min(this.range, Math.max(0, offset));
    this.domOffset = Math.round(this.domOf(this.contentOffset));
    return this.domOffset;
  }

  /** Where to put the element so that it is in step again, or null while it is near enough. */
  resync(): number | null {
    if (this.range === this.domRange) return null;
    const target = Math.round(this.domOf(this.contentOffset));
    const drift = Math.abs(target - this.domOffset);
    const isNearEnd = this.isInEndZone(this.domOffset) || this.isInEndZone(target);
    if (drift < 1 || (drift <= driftMax && !isNearEnd)) return null;
    this.domOffset = target;
    return target;
  }

  private isInEndZone(dom: number): boolean {
    return dom < this.endZone || dom > this.domRange - this.endZone;
  }

  private get scale(): number {
    return (this.range - 2 * this.endZone) / (this.domRange - 2 * this.endZone);
  }

  private contentOf(dom: number): number {
    if (dom <= this.endZone) return dom;
    if (dom >= this.domRange - this.endZone) return this.range - (this.domRange - dom);
    return this.endZone + (dom - this.endZone) * this.scale;
  }

  private domOf(content: number): number {
    if (this.range === this.domRange) return content;
    if (content <= this.endZone) return content;
    if (content >= this.range - this.endZone) return this.domRange - (this.range - content);
    return this.endZone + (content - this.endZone) / this.scale;
  }
}
