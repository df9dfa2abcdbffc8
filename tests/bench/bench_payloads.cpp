#include "tests/bench/bench_payloads.h"

#include "core/base/timestamp.h"

#include <QLocale>
#include <QtEndian>

#include <cmath>

namespace watchglass::bench {

namespace {

constexpr qint64 startMs = 1'767'225'600'000;
const Timestamp start = Timestamp::fromMs(startMs);

QByteArray number(double value, double digits = 1e3)
{
    return QByteArray::number(std::round(value * digits) / digits, 'g', QLocale::FloatingPointShortest);
}

struct Metric
{
    const char *name;
    const char *unit;
    double middle;
};

constexpr Metric metrics[] = {
    {"temperature", "celsius", 21.5},
    {"humidity", "percent", 45.0},
    {"pressure", "hPa", 1013.25},
    {"voltage", "V", 3.3},
    {"current", "mA", 12.5},
    {"vibration", "mm/s", 0.8},
    {"co2", "ppm", 640.0},
    {"illuminance", "lux", 320.0},
    {"battery", "percent", 87.0},
};

/// A plausible reading with as many digits as sensors send.
QByteArray reading(const Metric &metric, int device, int round)
{
    return number(metric.middle + std::sin(round * 0.1 + device) * metric.middle * 0.05);
}

QByteArray timeText(int round, bool zoned)
{
    const std::string text = formatIsoTimestamp(start + std::chrono::milliseconds(100) * round, zoned ? 3 : 6);
    return QByteArray::fromStdString(zoned ? text : text.substr(0, text.size() - 1));
}

QByteArray sensorName(int sensor)
{
    return "sensor-" + QByteArray::number(1000 + sensor);
}

QByteArray measurement(const QByteArray &sensor, const QByteArray &attribute, const QByteArray &payload, qint64 time)
{
    return R"({"attribute_id":")" + attribute + R"(","payload":)" + payload + R"(,"sensor_id":")" + sensor
           + R"(","timestamp":)" + QByteArray::number(time) + '}';
}

constexpr std::pair<const char *, double> scalars[] = {
    {"heartrate", 72.0}, {"temperature", 36.6}, {"spo2", 97.5}, {"humidity", 45.2}};
constexpr int scalarSensors = 20;
constexpr int waveSensors = 2;
constexpr int waveSamples = 64;
constexpr int motionSensors = 8;
constexpr const char *motionParts[] = {"accelerometer", "gyroscope", "magnetometer"};

QByteArray scalarBatch(int round)
{
    QByteArray batch;
    for (int sensor = 0; sensor < scalarSensors; ++sensor) {
        const QByteArray name = sensorName(sensor);
        batch += (sensor ? ",\"" : "\"") + name + "\":{";
        for (std::size_t i = 0; i < std::size(scalars); ++i) {
            const auto &[attribute, middle] = scalars[i];
            const double value = middle * (1.0 + 0.05 * std::sin(round * 0.1 + sensor));
            batch += (i ? ",\"" : "\"") + QByteArray(attribute)
                     + "\":" + measurement(name, attribute, number(value), startMs + round * 128 + sensor);
        }
        batch += '}';
    }
    return batch;
}

QByteArray waveBatch(int round)
{
    QByteArray batch;
    for (int sensor = 0; sensor < waveSensors; ++sensor) {
        const QByteArray name = sensorName(sensor);
        batch += (sensor ? ",\"" : "\"") + name + "\":{\"ecg\":[";
        for (int i = 0; i < waveSamples; ++i) {
            const qint64 index = qint64(round) * waveSamples + i;
            batch +=
                (i ? "," : "") + measurement(name, "ecg", number(std::sin(double(index) * 0.1)), startMs + index * 4);
        }
        batch += "]}";
    }
    return batch;
}

QByteArray motionBatch(int round)
{
    QByteArray batch;
    for (int sensor = 0; sensor < motionSensors; ++sensor) {
        const QByteArray name = sensorName(sensor);
        QByteArray payload = "{";
        for (const char *part : motionParts) {
            payload += (payload.size() > 1 ? ",\"" : "\"") + QByteArray(part) + R"(":{"x":)"
                       + number(std::sin(round * 0.1)) + R"(,"y":)" + number(std::cos(round * 0.1)) + R"(,"z":)"
                       + number(9.81 + sensor) + '}';
        }
        batch += (sensor ? ",\"" : "\"") + name
                 + "\":{\"imu\":" + measurement(name, "imu", payload + '}', startMs + round * 64) + '}';
    }
    return batch;
}

QByteArray deltaBatch(int round)
{
    QByteArray packed(1, '\1');
    const auto append = [&packed](auto value) {
        value = qToLittleEndian(value);
        packed.append(reinterpret_cast<const char *>(&value), sizeof value);
    };
    append(startMs + qint64(round) * waveSamples * 4);
    append(0.5F);
    for (int i = 1; i < waveSamples; ++i) {
        append(static_cast<qint8>((round + i) % 5 - 2));
        append(quint16(4));
    }
    QByteArray batch;
    for (int sensor = 0; sensor < waveSensors; ++sensor) {
        batch += (sensor ? ",\"" : "\"") + sensorName(sensor) + R"(":{"ecg":{"__delta_encoded__":true,"data":")"
                 + packed.toBase64() + R"(","sample_count":)" + QByteArray::number(waveSamples) + "}}";
    }
    return batch;
}

QByteArray singleBatch(int round)
{
    const QByteArray name = sensorName(round % scalarSensors);
    return '"' + name + "\":{\"light\":" + measurement(name, "light", number(300.0 + round % 50), startMs + round * 64)
           + '}';
}

QByteArray batchOf(SensoctoBatch kind, int round)
{
    switch (kind) {
    case SensoctoBatch::Scalars:
        return scalarBatch(round);
    case SensoctoBatch::Wave:
        return waveBatch(round);
    case SensoctoBatch::Motion:
        return motionBatch(round);
    case SensoctoBatch::Delta:
        return deltaBatch(round);
    case SensoctoBatch::Single:
        break;
    }
    return singleBatch(round);
}

struct Kind
{
    const char *type;
    int numbers; ///< 0: one number, as `val`.
};

constexpr Kind kinds[] = {{"HEART_RATE", 0}, {"LOCATION", 2}, {"ACCELERATION", 3}, {"ECG", terraWaveformSamples}};

} // namespace

QByteArray valtronicsMap(int device, int round, int count)
{
    QByteArray frame = "{\"type\":\"telemetry_update\",\"channel\":\"telemetry\",\"device_id\":"
                       + QByteArray::number(device + 1) + ",\"telemetry\":{";
    for (int i = 0; i < count; ++i) {
        const Metric &metric = metrics[i];
        frame += (i > 0 ? ",\"" : "\"") + QByteArray(metric.name) + "\":{\"value\":" + reading(metric, device, round)
                 + ",\"unit\":\"" + metric.unit + "\",\"timestamp\":\"" + timeText(round, true) + "\"}";
    }
    return frame + "}}";
}

QByteArray valtronicsRow(int device, int round)
{
    const Metric &metric = metrics[round % 3];
    return "{\"type\":\"telemetry_update\",\"device_id\":" + QByteArray::number(device + 1)
           + ",\"data\":{\"metric_name\":\"" + metric.name + "\",\"metric_value\":" + reading(metric, device, round)
           + ",\"unit\":\"" + metric.unit + "\",\"timestamp\":\"" + timeText(round, false) + "\"},\"timestamp\":\""
           + timeText(round, false) + "\"}";
}

QByteArray sensoctoBatch(SensoctoBatch kind, int round)
{
    return QByteArray("[\"") + sensoctoJoinRef + "\",null,\"" + sensoctoTopic + R"(","sensor_batch",{"batch":{)"
           + batchOf(kind, round) + "}}]";
}

int sensoctoSamples(SensoctoBatch kind)
{
    switch (kind) {
    case SensoctoBatch::Scalars:
        return scalarSensors * static_cast<int>(std::size(scalars));
    case SensoctoBatch::Wave:
    case SensoctoBatch::Delta:
        return waveSensors * waveSamples;
    case SensoctoBatch::Motion:
        return motionSensors * static_cast<int>(std::size(motionParts)) * 3;
    case SensoctoBatch::Single:
        break;
    }
    return 1;
}

QByteArray terraDispatch(TerraPayload payload, int user, int round)
{
    const Kind &kind = kinds[static_cast<std::size_t>(payload)];
    const std::string time = formatIsoTimestamp(start + std::chrono::milliseconds(500) * round, 3);
    const double base = 60.0 + std::sin(round * 0.1 + user);
    QByteArray value = kind.numbers == 0 ? "\"val\":" + number(base, 1e6) : QByteArrayLiteral("\"d\":[");
    for (int i = 0; i < kind.numbers; ++i)
        value += (i > 0 ? "," : "") + number(base * 0.1 * (i + 1), 1e6);
    if (kind.numbers > 0)
        value += ']';
    return "{\"op\":5,\"d\":{\"ts\":\"" + QByteArray::fromStdString(time) + "\"," + value
           + "},\"uid\":\"66fbb25f-e1d2-44d1-bc4d-6b4844bd" + QByteArray::number(1000 + user) + "\",\"seq\":"
           + QByteArray::number(16000 + (round * terraUsers + user) * 3) + ",\"t\":\"" + kind.type + "\"}";
}

} // namespace watchglass::bench
