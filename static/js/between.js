// A value kept between two others.
export const between = (low, value, high) => Math.min(high, Math.max(low, value));
