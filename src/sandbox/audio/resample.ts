/** Changes of sample rate between the telephone's 8 kHz, the recogniser's 16 kHz and linear output. */

/**
 * How much of the mean of two neighbours the sample put between them keeps. 1 would be plain interpolation and leave
 * 4–8 kHz empty, which a recogniser trained on 16 kHz speech cannot read; less keeps a spectral image there.
 */
const defaultImage = 0.7;

/** Stateful 8 kHz → 16 kHz: feed chunks in order, get twice as many samples. */
export function makeWidener(image = defaultImage): (samples: Int16Array) => Int16Array {
  let previous = 0;
  return (samples) => {
    const wide = new Int16Array(samples.length * 2);
    for (let index = 0; index < samples.length; index += 1) {
      const sample = samples[index] ?? 0;
      wide[index * 2] = Math.round((image * (previous + sample)) / 2);
      wide[index * 2 + 1] = sample;
      previous = sample;
    }
    return wide;
  };
}

const taps = 48;

/**
 * Windowed-sinc interpolation. `cutoff` is relative to the lower of the two Nyquist rates: a little under 1 keeps the
 * bands apart; more than 1 folds the edge of the upper band down.
 */
export function resample(samples: Int16Array, fromHz: number, toHz: number, cutoffShare = 0.94): Int16Array {
  if (fromHz === toHz) return samples;
  const cutoff = cutoffShare * Math.min(1, toHz / fromHz);
  const reach = taps / 2 / Math.min(1, toHz / fromHz);
  const out = new Int16Array(Math.floor((samples.length * toHz) / fromHz));
  for (let index = 0; index < out.length; index += 1) {
    const centre = (index * fromHz) / toHz;
    let sum = 0;
    let weight = 0;
    for (let at = Math.ceil(centre - reach); at <= centre + reach; at += 1) {
      const x = at - centre;
      const angle = Math.PI * x * cutoff;
      const kernel = (x === 0 ? 1 : Math.sin(angle) / angle) * (0.5 + 0.5 * Math.cos((Math.PI * x) / reach));
      weight += kernel;
      sum += kernel * (samples[at] ?? 0);
    }
    out[index] = Math.max(-32_768, Math.min(32_767, Math.round(sum / weight)));
  }
  return out;
}
