#pragma once

#include <QByteArray>

namespace watchglass::bench {

/// Messages as the services write them, keys in their order, for whichever benchmark wants them. What differs from
/// round to round are values and times, as from one reading to the next.

/// A frame of the documented dialect with up to nine metrics of one device.
QByteArray valtronicsMap(int device, int round, int metrics);
/// A pushed row of the server's dialect: one metric.
QByteArray valtronicsRow(int device, int round);

/// What a viewer of Sensocto subscribes to, and the reference of the join that these frames answer to.
inline constexpr char sensoctoTopic[] = "viewer:data:SFMyNTY.g2gDYQFuBgA";
inline constexpr char sensoctoJoinRef[] = "1";

enum class SensoctoBatch {
    Scalars, ///< Twenty sensors with four attributes of one number each: most of a fleet's feed.
    Wave,    ///< Two sensors with 64 samples of an ECG each, as an array.
    Motion,  ///< Eight sensors with an inertial unit each: objects in objects.
    Delta,   ///< Two sensors with 64 delta-encoded samples each.
    Single,  ///< One measurement: what is due within 64 ms of a small room.
};
/// A `sensor_batch`.
QByteArray sensoctoBatch(SensoctoBatch kind, int round);
/// How many samples it decodes to.
int sensoctoSamples(SensoctoBatch kind);

enum class TerraPayload { Scalar, Pair, Axes, Waveform };
constexpr int terraWaveformSamples = 25;
/// A DISPATCH; `round` and `user` (below `terraUsers`) give its sequence number.
constexpr int terraUsers = 50;
QByteArray terraDispatch(TerraPayload kind, int user, int round);

} // namespace watchglass::bench
