#pragma once

#include "core/base/timestamp.h"

#include <QByteArray>
#include <QByteArrayList>

namespace watchglass::test::moon {

/// A bundle of one second, whose light is its index.
inline QByteArray line(const char *session, int index, const QByteArray &more = {})
{
    const QByteArray timer = QByteArray::number(index * 1000);
    return R"({"bundle":{"client_time":{"wall_time_millis":")" + QByteArray::number(1'767'225'500'000 + index * 1000)
           + R"(","timer_millis":")" + timer + R"("},"index":)" + QByteArray::number(index)
           + R"(,"light_data":[{"determined_at":")" + timer + R"(","value":)" + QByteArray::number(index) + "}]" + more
           + R"(},"session_id":")" + session + "\"}\n";
}

/// As the list tells it; `age` is that of its newest event by the fake clock's start.
inline QByteArray session(const char *id, Duration age, const char *region = "r1")
{
    const Timestamp newest = Timestamp::fromMs(1'767'225'600'000) - age;
    return QByteArray(R"({"session_id":")") + id + R"(","newest_event":")"
           + QByteArray::fromStdString(formatIsoTimestamp(newest, 3)) + R"(","region_id":")" + region
           + R"(","metadata":{"platform":"iOS","model":"Phone"}})";
}

inline QByteArray listOf(const char *name, const QByteArrayList &items, int page = 1, int next = 0)
{
    return QByteArray("{\"") + name + "\":[" + items.join(',') + R"(],"pagination":{"current_page":)"
           + QByteArray::number(page) + (next > 0 ? ",\"next_page\":" + QByteArray::number(next) : QByteArray()) + "}}";
}

inline QByteArray chunkItem(const QByteArray &id, int second, const QByteArray &md5 = {})
{
    return "{\"chunk_id\":\"" + id + R"(","md5":")" + md5 + R"(","created_at":"2026-01-01T00:00:)"
           + QByteArray::number(10 + second) + "Z\"}";
}

/// qCompress' deflate stream in a frame of gzip: not by our reader's library.
inline QByteArray gzipOf(const QByteArray &text)
{
    const QByteArray zlib = qCompress(text).mid(4);
    QByteArray gzip("\x1f\x8b\x08\0\0\0\0\0\0\x03", 10);
    gzip += zlib.mid(2, zlib.size() - 6);
    quint32 crc = 0xFFFFFFFF;
    for (const char c : text) {
        crc ^= static_cast<quint8>(c);
        for (int bit = 0; bit < 8; ++bit)
            crc = (crc >> 1) ^ (0xEDB88320 & (0U - (crc & 1)));
    }
    for (const quint32 word : {~crc, static_cast<quint32>(text.size())}) {
        for (int shift = 0; shift < 32; shift += 8)
            gzip += static_cast<char>((word >> shift) & 0xFF);
    }
    return gzip;
}

} // namespace watchglass::test::moon
