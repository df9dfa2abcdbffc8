#pragma once

#include "core/base/result.h"
#include "core/model/sample.h"
#include "core/recording/byte_stream.h"

#include <span>
#include <vector>

namespace watchglass::recording {

/// Samples as bytes that every machine reads the same and that zstd takes well; they come back bit for bit, in the
/// order in which they were. Layout, every number as ByteWriter writes it:
///   count
///   unit of time (byte): 0 ns, 1 µs, 2 ms, 3 s, the coarsest that is exact; time of the first in ns;
///       of each further one the step from the one before, in units
///   coding of values (byte):
///     0…14  decimals: integers of 10^-coding, each as the step from the one before; then how many values are no
///           such decimals, and of each its index (as step) and its bits. Decoded by division: exact up to 15 digits.
///     15    the bits of each, XOR those of the one before; byte k of all side by side, k from 0 to 7
///     16    all have the same bits, which follow
/// Why not store::PackedSamples: that is laid out for single samples to be read in place, trusts its words, and zstd
/// gains little on it. Here whole runs are read, from files that may be damaged, and entropy coding makes them smaller.
void appendRun(ByteWriter &out, std::span<const Sample> samples);

/// Appends a run to `samples`. False when the bytes are no run; then nothing was appended.
/// `mostSamples` bounds what damaged bytes can ask for.
bool readRun(ByteReader &in, std::vector<Sample> &samples, std::size_t mostSamples);

/// Brings samples into order of time, those of one instant as they came, and keeps exact duplicates once.
void settleSamples(std::vector<Sample> &samples);

} // namespace watchglass::recording
