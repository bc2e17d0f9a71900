import { useState } from 'react';

const name = 'pixferry.row_height';
const usualHeight = 200;
const phoneHeight = 110;

function remembered(): number {
  const height = Number(localStorage.getItem(name));
  if (height >= 80 && height <= 600) return height;
  return matchMedia('(max-width: 640px)').matches ? phoneHeight : usualHeight;
}

/** How high the rows of the gallery are, remembered in this browser. */
export function useRowHeight() {
  const [height, setHeight] = useState(remembered);
  const choose = (chosen: number) => {
    localStorage.setItem(name, String(chosen));
    setHeight(chosen);
  };
  return [height, choose] as const;
}
