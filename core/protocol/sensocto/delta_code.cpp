#include "core/protocol/sensocto/delta_code.h"

#include <QVarLengthArray>
#include <QtEndian>

#include <array>

namespace watchglass::protocol::sensocto {

namespace {

constexpr std::uint8_t knownVersion = 1;
constexpr std::int8_t resetStep = -128;
constexpr double stepUnit = 0.01;

constexpr std::size_t headSize = 13; ///< Version, first time, first value.
constexpr std::size_t plainSize = 3; ///< Step and time.
constexpr std::size_t resetSize = 7; ///< Mark, value and time.

constexpr std::array<std::int8_t, 256> base64Values = [] {
    std::array<std::int8_t, 256> table{};
    table.fill(-1);
    constexpr char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    for (std::size_t i = 0; i < 64; ++i)
        table[static_cast<unsigned char>(digits[i])] = static_cast<std::int8_t>(i);
    return table;
}();

using Bytes = QVarLengthArray<std::uint8_t, 2048>;

/// What is whole before the first character that is no base64; false when there is such a character.
bool decodeBase64(std::string_view text, Bytes &out)
{
    while (!text.empty() && text.back() == '=')
        text.remove_suffix(1);
    out.resize(static_cast<qsizetype>(text.size() / 4 * 3 + 3));
    std::uint8_t *to = out.data();
    const auto valueAt = [&text](std::size_t i) { return int(base64Values[static_cast<unsigned char>(text[i])]); };
    std::size_t i = 0;
    bool isWhole = true;
    for (; i + 4 <= text.size(); i += 4) {
        const int bits = valueAt(i) << 18 | valueAt(i + 1) << 12 | valueAt(i + 2) << 6 | valueAt(i + 3);
        if (bits < 0) {
            isWhole = false;
            break;
        }
        *to++ = static_cast<std::uint8_t>(bits >> 16);
        *to++ = static_cast<std::uint8_t>(bits >> 8);
        *to++ = static_cast<std::uint8_t>(bits);
    }
    const std::size_t rest = isWhole ? text.size() - i : 0;
    if (rest > 1) {
        const int bits = valueAt(i) << 18 | valueAt(i + 1) << 12 | (rest > 2 ? valueAt(i + 2) << 6 : 0);
        isWhole = bits >= 0;
        if (isWhole) {
            *to++ = static_cast<std::uint8_t>(bits >> 16);
            if (rest > 2)
                *to++ = static_cast<std::uint8_t>(bits >> 8);
        }
    }
    out.resize(to - out.data());
    return isWhole && rest != 1;
}

template <typename T>
T littleEndian(const std::uint8_t *bytes)
{
    return qFromLittleEndian<T>(bytes);
}

} // namespace

bool decodeDelta(std::string_view base64, std::vector<Sample> &out)
{
    constexpr std::int64_t mostMs = std::numeric_limits<std::int64_t>::max() / 2'000'000;
    Bytes bytes;
    const bool isWhole = decodeBase64(base64, bytes);
    const std::uint8_t *at = bytes.constData();
    const std::uint8_t *const end = at + bytes.size();
    if (static_cast<std::size_t>(bytes.size()) < headSize || *at != knownVersion)
        return false;
    std::int64_t ms = littleEndian<qint64>(at + 1);
    double value = static_cast<double>(littleEndian<float>(at + 9));
    if (ms > mostMs || ms < -mostMs)
        return false;
    out.push_back({Timestamp::fromMs(ms), value});
    for (at += headSize; at != end;) {
        const auto step = static_cast<std::int8_t>(*at);
        const std::size_t size = step == resetStep ? resetSize : plainSize;
        if (static_cast<std::size_t>(end - at) < size)
            return false;
        if (step == resetStep)
            value = static_cast<double>(littleEndian<float>(at + 1));
        else
            value += step * stepUnit;
        ms += littleEndian<quint16>(at + size - 2);
        if (ms > mostMs)
            return false;
        out.push_back({Timestamp::fromMs(ms), value});
        at += size;
    }
    return isWhole;
}

} // namespace watchglass::protocol::sensocto
