#pragma once

#include "ui/panels/event_choice.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/span_choice.h"

namespace watchglass::ui {

/// What happened at devices: a lane over time for each kind of event, and below it the newest as a list. Of the devices
/// of its series; without series, of all devices.
/// Thread: GUI.
class EventPanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit EventPanel(const PanelContext &context);

    QString title() const override;
    void fillMenu(QMenu &menu) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void setKindShown(const QString &kind, bool shown);

protected:
    QString refusal(const SeriesInfo &) const override { return {}; }
    QString emptyTitle() const override { return tr("Events"); }
    QString hint() const override;
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    int contentHeight() const override;
    QString toolTipAt(const QPoint &content) const override;
    void itemsChanged() override;

private:
    struct Lane
    {
        QString kind;
        std::vector<EventMark> marks;

        friend bool operator==(const Lane &, const Lane &) = default;
    };

    void readLog();
    int stripHeight() const;
    void paintLanes(QPainter &painter) const;
    void paintList(QPainter &painter) const;
    QString lineOf(const ingest::EventRecord &record) const;
    QColor colourOf(const QString &kind) const;

    EventChoice m_choice;
    SpanChoice m_span;
    std::vector<ingest::EventRecord> m_events; ///< Newest first.
    QStringList m_kinds;
    std::vector<Lane> m_lanes;
    TimeGrid m_grid;
    std::optional<std::uint64_t> m_revision; ///< Of the log, when it was read.
    Timestamp m_readAt;
    int m_nameWidth = 0;
};

PanelKind eventKind();

} // namespace watchglass::ui
