#include "ui/desk/default_layout.h"

#include <QSet>

#include <algorithm>
#include <cmath>
#include <map>

namespace watchglass::ui {

namespace {

/// From this rate on a series is a waveform, worth a panel of its own.
constexpr auto waveformInterval = std::chrono::milliseconds(100);
constexpr int maxSeriesInPanel = 4;

/// Panels of waveforms at most, while there is anything else to show.
constexpr int maxWaveforms = 3;

/// Panels of which the first are larger; more than that are alike.
constexpr int mostInLargeRows = 9;

struct Group
{
    QString family; ///< What its attributes have in common: "ecg" of "ecg_ii", "accelerometer" of "accelerometer.x".
    Duration interval = Duration::max(); ///< Of its fastest series.
    bool hasUnit = false;                ///< A measure; without one it is more likely a state or a count.
    std::size_t seriesCount = 0;         ///< Of which `keys` are the first few.
    std::vector<SeriesKey> keys;

    bool isWaveform() const { return interval <= waveformInterval; }
};

/// Where one attribute stands for one axis of a vector, the vector's name; else the attribute.
QString vectorOf(const QString &attribute)
{
    const qsizetype dot = attribute.lastIndexOf(QLatin1Char('.'));
    return dot > 0 ? attribute.left(dot) : attribute;
}

QString familyOf(const QString &attribute)
{
    const QString vector = vectorOf(attribute);
    return vector.left(vector.indexOf(QLatin1Char('_'))).toLower(); // services spell alike things differently
}

/// Waveforms by device and vector, the rest by attribute; different units never share a panel.
std::vector<Group> grouped(const std::vector<SeriesSketch> &series)
{
    std::map<std::tuple<QString, QString, QString, QString>, Group> groups;
    for (const SeriesSketch &sketch : series) {
        const SeriesKey &key = sketch.info.key;
        const Duration interval = sketch.rhythm.value_or(Duration::max());
        const bool waveform = interval <= waveformInterval;
        Group &group = groups[{waveform ? key.source : QString(), waveform ? key.device : QString(),
                               waveform ? vectorOf(key.attribute) : key.attribute, sketch.info.unit}];
        group.family = familyOf(key.attribute);
        group.hasUnit |= !sketch.info.unit.isEmpty();
        group.interval = std::min(group.interval, interval);
        group.keys.push_back(key);
    }
    std::vector<Group> result;
    for (auto &[id, group] : groups) {
        std::sort(group.keys.begin(), group.keys.end());
        group.seriesCount = group.keys.size();
        if (group.keys.size() > maxSeriesInPanel)
            group.keys.resize(maxSeriesInPanel);
        result.push_back(std::move(group));
    }
    return result;
}

bool comesBefore(const Group &a, const Group &b)
{
    if (a.isWaveform() != b.isWaveform())
        return a.isWaveform();
    if (a.isWaveform() && a.interval != b.interval)
        return a.interval < b.interval;
    if (!a.isWaveform() && a.hasUnit != b.hasUnit)
        return a.hasUnit;
    if (!a.isWaveform() && a.seriesCount != b.seriesCount)
        return a.seriesCount > b.seriesCount;
    return a.keys.front() < b.keys.front();
}

} // namespace

QList<QList<SeriesKey>> defaultLayout(const std::vector<SeriesSketch> &series, int maxPanels)
{
    std::vector<Group> groups = grouped(series);
    std::stable_sort(groups.begin(), groups.end(), comesBefore);
    QSet<QString> shown;
    const auto repeated = std::stable_partition(groups.begin(), groups.end(), [&shown](const Group &group) {
        const bool isFirst = !shown.contains(group.family);
        shown.insert(group.family);
        return isFirst;
    });
    // Waveforms beyond their share wait until everything else had its turn.
    int waveforms = 0;
    std::stable_partition(groups.begin(), repeated, [&waveforms](const Group &group) {
        return !group.isWaveform() || ++waveforms <= maxWaveforms;
    });
    QList<QList<SeriesKey>> panels;
    for (const Group &group : groups) {
        if (panels.size() == maxPanels)
            break;
        panels.append(QList<SeriesKey>(group.keys.begin(), group.keys.end()));
    }
    return panels;
}

std::vector<int> defaultRows(int panels)
{
    if (panels <= 0)
        return {};
    if (panels <= 2)
        return std::vector<int>(static_cast<std::size_t>(panels), 1);
    if (panels == 3)
        return {1, 2};
    if (panels == 4)
        return {2, 2};
    if (panels == 5)
        return {1, 2, 2};
    if (panels > mostInLargeRows) {
        // As many rows as columns, of which the last rows may have one less.
        const int count = static_cast<int>(std::ceil(std::sqrt(panels)));
        const int rowCount = (panels + count - 1) / count;
        std::vector<int> rows(static_cast<std::size_t>(rowCount), panels / rowCount);
        for (int i = 0; i < panels % rowCount; ++i)
            ++rows[static_cast<std::size_t>(i)];
        return rows;
    }
    std::vector<int> rows{1, 2};
    for (int left = panels - 3; left > 0; left -= 3)
        rows.push_back(std::min(left, 3));
    return rows;
}

} // namespace watchglass::ui
