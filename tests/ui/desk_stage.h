#pragma once

#include "tests/support/fake_clock.h"
#include "ui/desk/frame_clock.h"
#include "ui/desk/panel_frame.h"
#include "ui/desk/workspaces.h"
#include "ui/panels/series_json.h"

#include <QJsonArray>
#include <QTest>

#include <algorithm>

namespace watchglass::test {

/// A panel that keeps series and one setting, and knows when it goes.
class KeptPanel : public ui::Panel
{
public:
    explicit KeptPanel(QString kind)
        : m_kind(std::move(kind))
    {}

    QString kind() const override { return m_kind; }
    QString title() const override { return m_kind; }
    QList<SeriesKey> series() const override { return m_keys; }
    bool addSeries(const SeriesKey &key) override
    {
        if (m_keys.contains(key))
            return false;
        m_keys.append(key);
        Q_EMIT titleChanged();
        return true;
    }
    void removeSeries(const SeriesKey &key) override
    {
        m_keys.removeAll(key);
        Q_EMIT titleChanged();
    }
    void drawFrame(Timestamp) override {}
    QJsonObject save() const override
    {
        QJsonArray list;
        for (const SeriesKey &key : m_keys)
            list.append(ui::seriesToJson(key));
        return {{QStringLiteral("kind"), m_kind}, {QStringLiteral("series"), list}, {QStringLiteral("zoom"), zoom}};
    }
    void restore(const QJsonObject &state) override
    {
        m_keys.clear();
        for (const QJsonValue &entry : state.value(QLatin1String("series")).toArray())
            m_keys.append(ui::seriesFromJson(entry.toObject()));
        zoom = state.value(QLatin1String("zoom")).toInt();
        ++restored;
        Q_EMIT titleChanged();
    }

    int zoom = 0;
    int restored = 0;

private:
    QString m_kind;
    QList<SeriesKey> m_keys;
};

inline SeriesKey seriesKey(const QString &attribute)
{
    return {QStringLiteral("s"), QStringLiteral("bed"), attribute, {}};
}

/// The lines in which two texts differ; nothing for the same text.
inline QByteArray differences(const QByteArray &a, const QByteArray &b)
{
    const QList<QByteArray> left = a.split('\n');
    const QList<QByteArray> right = b.split('\n');
    QByteArray lines;
    for (qsizetype i = 0; i < std::max(left.size(), right.size()); ++i) {
        if (left.value(i) != right.value(i))
            lines += "\n" + QByteArray::number(i) + ": " + left.value(i) + " | " + right.value(i);
    }
    return lines;
}

/// Workspaces of such panels; kinds are "plot" and "tile".
struct DeskStage
{
    FakeClock clock;
    ui::FrameClock frames{clock, [] { return Duration::zero(); }};
    attention::AttentionTracker tracker{{}, clock.monotonic()};
    attention::FrameGovernor governor{{}};
    ui::Workspaces workspaces{[this] { return makeDesk(); }};

    std::unique_ptr<ui::Desk> makeDesk()
    {
        return std::make_unique<ui::Desk>(frames, tracker, governor, [](const QString &kind, const QList<SeriesKey> &) {
            return std::make_unique<KeptPanel>(kind == QLatin1String("tile") ? kind : QStringLiteral("plot"));
        });
    }
    void show(QSize size = {1200, 800})
    {
        workspaces.resize(size);
        workspaces.setVisible(true);
        QVERIFY(QTest::qWaitForWindowExposed(&workspaces));
    }
    ui::Desk &desk() { return workspaces.current(); }
    KeptPanel &panel(int index)
    {
        return static_cast<KeptPanel &>(*desk().panels().at(static_cast<std::size_t>(index)));
    }
    KeptPanel &add(const QString &attribute)
    {
        return static_cast<KeptPanel &>(*desk().addPanel({seriesKey(attribute)}));
    }
    QStringList names() const
    {
        QStringList names;
        for (int i = 0; i < workspaces.count(); ++i)
            names << workspaces.name(i);
        return names;
    }
};

} // namespace watchglass::test
