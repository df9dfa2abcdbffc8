#pragma once

#include "ui/panels/chart_panel.h"
#include "ui/panels/fleet_figures.h"
#include "ui/panels/panel_kinds.h"

class QBarCategoryAxis;
class QBarSet;
class QLabel;
class QPieSeries;
class QStackedBarSeries;
class QValueAxis;

namespace watchglass::ui {

/// The whole fleet at a glance: how many devices are in which state, and how many alarms were raised in each of the
/// last hours. Colour is kept for what is not normal.
class FleetPanel : public ChartPanel
{
    Q_OBJECT

public:
    explicit FleetPanel(const PanelContext &context);

    QString kind() const override { return QStringLiteral("fleet"); }
    QString title() const override { return tr("Fleet overview"); }
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    void setHours(int hours);
    int hours() const { return m_hours; }

protected:
    bool hasNews(Timestamp now) override;
    void showFigures(Timestamp now) override;
    void restyle() override;
    QString hint() const override;
    QString description() const override;
    void resizeEvent(QResizeEvent *event) override;

private:
    QWidget *makeShares();
    QWidget *makeHours();
    void showShares();
    void showHours();
    void placeTotal();
    QString stateName(std::size_t state) const;

    int m_hours = 12;
    std::optional<std::uint64_t> m_deviceRevision;
    std::optional<std::uint64_t> m_alarmRevision;
    StateCounts m_counts{};
    AlarmHours m_alarms;

    QPieSeries *m_pie;
    QChart *m_pieChart;
    QWidget *m_pieView = nullptr;
    QLabel *m_total;
    QLabel *m_legend;
    QChart *m_barChart;
    QStackedBarSeries *m_bars;
    std::array<QBarSet *, 3> m_sets{}; ///< By AlarmPriority.
    QBarCategoryAxis *m_hourAxis;
    QValueAxis *m_countAxis;
    QLabel *m_barCaption;
};

PanelKind fleetKind();

} // namespace watchglass::ui
