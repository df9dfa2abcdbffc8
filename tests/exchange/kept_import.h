#pragma once

#include "core/exchange/importer.h"

#include <QFile>
#include <QTemporaryDir>

#include <map>
#include <string>

namespace watchglass::exchange {

/// A sink that keeps everything as it came.
class KeptImport final : public ImportSink
{
public:
    struct Kept
    {
        SeriesInfo info;
        std::vector<Sample> samples;
    };

    SeriesId series(const SeriesInfo &info) override
    {
        for (std::size_t i = 0; i < all.size(); ++i) {
            if (all[i].info.key == info.key)
                return static_cast<SeriesId>(i);
        }
        all.push_back({info, {}});
        return static_cast<SeriesId>(all.size() - 1);
    }
    void samples(SeriesId series, std::span<const Sample> samples) override
    {
        auto &to = all[static_cast<std::size_t>(series)].samples;
        to.insert(to.end(), samples.begin(), samples.end());
    }
    void device(const QString &, const DeviceUpdate &update) override { devices.push_back(update); }
    void event(const QString &, const DeviceEvent &event) override { events.push_back(event); }
    void alarm(const QString &, const AlarmEvent &event) override { alarms.push_back(event); }
    void gap(const QString &, const QString &, const Gap &gap) override { gaps.push_back(gap); }

    /// The series of an attribute; an empty one when there is none.
    const Kept &of(const char *attribute) const
    {
        static const Kept none;
        for (const Kept &kept : all) {
            if (kept.info.key.attribute == QString::fromUtf8(attribute))
                return kept;
        }
        return none;
    }
    /// "time in ns:value", parted by spaces.
    std::string text(const char *attribute) const
    {
        std::string out;
        for (const Sample sample : of(attribute).samples) {
            out += (out.empty() ? "" : " ") + std::to_string(sample.time.ns()) + ':';
            QByteArray number = QByteArray::number(sample.value, 'g', 12);
            out += number.toStdString();
        }
        return out;
    }

    std::vector<Kept> all;
    std::vector<DeviceUpdate> devices;
    std::vector<DeviceEvent> events;
    std::vector<AlarmEvent> alarms;
    std::vector<Gap> gaps;
};

/// Texts as files, for as long as it lives.
class TextFolder
{
public:
    QString write(const char *name, const QByteArray &text)
    {
        QFile file(m_folder.filePath(QString::fromUtf8(name)));
        if (file.open(QIODevice::WriteOnly))
            file.write(text);
        return file.fileName();
    }
    QString path(const char *name) const { return m_folder.filePath(QString::fromUtf8(name)); }

private:
    QTemporaryDir m_folder;
};

} // namespace watchglass::exchange
