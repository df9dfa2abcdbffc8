#pragma once

#include "ui/panels/chart_panel.h"
#include "ui/panels/health_history.h"
#include "ui/panels/panel_kinds.h"

#include <array>

class QDateTimeAxis;
class QGridLayout;
class QLabel;
class QLineSeries;
class QTimer;
class QValueAxis;

namespace watchglass::ui {

/// A source's own health over time: processor, memory, disk and connections, as the source tells them. Keeps what was
/// told since the panel was made, also while it is hidden.
class SystemStatusPanel : public ChartPanel
{
    Q_OBJECT

public:
    explicit SystemStatusPanel(const PanelContext &context);

    QString kind() const override { return QStringLiteral("systemStatus"); }
    QString title() const override;
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    /// The source that is shown: the chosen one, else the first that tells anything.
    QString source() const;
    void setSource(const QString &source);
    /// Asks the sources' log; comes by itself once a second.
    void collect();
    const HealthHistory &history() const { return m_history; }

protected:
    bool hasNews(Timestamp now) override;
    void showFigures(Timestamp now) override;
    void restyle() override;
    QString hint() const override;
    QString description() const override;

private:
    struct Figure
    {
        std::optional<double> SystemStatus::*field;
        QLineSeries *line;
        QLabel *caption;
        QLabel *value;
    };
    void addFigure(std::size_t index, std::optional<double> SystemStatus::*field, QGridLayout &grid);
    QString nameOf(std::size_t index) const;
    QString nameOf(const QString &source) const;
    QString textOf(std::size_t index, const SystemStatus &status) const;

    HealthHistory m_history;
    QString m_source; ///< Chosen; empty: whichever there is.
    QString m_shownTitle;
    int m_minutes = 10;
    bool m_hasNews = true;
    std::array<Figure, 4> m_figures{};
    QChart *m_chart;
    QDateTimeAxis *m_time;
    QValueAxis *m_percent;
    QValueAxis *m_count;
    QTimer *m_timer;
};

PanelKind systemStatusKind();

} // namespace watchglass::ui
