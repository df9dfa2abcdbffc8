#pragma once

#include "ui/panels/panel_kinds.h"
#include "ui/panels/series_panel.h"
#include "ui/panels/span_choice.h"
#include "ui/panels/state_spans.h"
#include "ui/plot/time_grid.h"

#include <QColor>

namespace watchglass::ui {

/// What states series were in over the last while: a row each, a coloured span for each state with its word, the
/// present state beside the name. A legend says how much of the time each state took. Thread: GUI.
class StatePanel : public SeriesPanel
{
    Q_OBJECT

public:
    explicit StatePanel(const PanelContext &context);

    void fillMenu(QMenu &menu) override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;

protected:
    QString refusal(const SeriesInfo &info) const override;
    QString emptyTitle() const override { return tr("State timeline"); }
    QString hint() const override;
    bool takeFrame() override;
    void paintContent(QPainter &painter) override;
    QString description() const override;
    int contentHeight() const override;
    QString toolTipAt(const QPoint &content) const override;

private:
    struct Row
    {
        SeriesKey key;
        QString name;
        QString present; ///< The word for the state that it is in.
        QString note;
        QColor colour;
        std::vector<StateSpan> spans;
        bool isFaded = false;

        friend bool operator==(const Row &, const Row &) = default;
    };

    Row rowOf(const Item &item, const TimeGrid &grid) const;
    std::optional<Duration> rhythm() const;
    QString wordOf(const SeriesKey &key, double value) const;
    QRect lane(int index) const;
    void paintRow(QPainter &painter, int index) const;
    void paintSpans(QPainter &painter, const QRect &lane, const Row &row) const;
    QString shareText(const Row &row) const;

    SpanChoice m_span;
    bool m_isShareShown = true;
    TimeGrid m_grid;
    int m_rowPx = 0;
    int m_nameWidth = 0;
    std::vector<Row> m_rows;
};

PanelKind stateKind();

} // namespace watchglass::ui
