#pragma once

#include "ui/panels/component_join.h"
#include "ui/panels/painted_panel.h"
#include "ui/panels/panel_kinds.h"

namespace watchglass::ui {

/// Degrees clockwise from north, in [0, 360).
double wholeTurn(double degrees);
/// Where north is for a magnetometer that lies flat: degrees clockwise from north to where `forward` (its x or y axis)
/// points; x and y as its own axes, z up. Nothing without a field.
enum class ForwardAxis { X, Y };
std::optional<double> headingOfField(double x, double y, ForwardAxis forward);
/// "N", "NNE", … of 16 points.
QString compassPoint(double degrees);

/// A compass: of a heading that is sent, or one computed from a magnetometer's x and y, which it says.
class CompassPanel : public PaintedPanel
{
    Q_OBJECT

public:
    explicit CompassPanel(const PanelContext &context);

    QString kind() const override { return QStringLiteral("compass"); }
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    const std::optional<double> &heading() const { return m_heading; }
    bool isComputed() const { return m_isField; }

protected:
    bool accepts(const SeriesKey &key) const override;
    QList<SeriesKey> companions() const override;
    void seriesChanged() override;
    QString hint() const override;
    QString description() const override;
    QRegion advance(Timestamp now) override;
    void paint(QPainter &painter) override;

private:
    std::optional<double> read(const JoinedSample &sample) const;
    QString note() const;
    void paintCard(QPainter &painter, const QPointF &middle, double radius) const;
    void paintNeedle(QPainter &painter, const QPointF &middle, double radius) const;

    bool m_isCourseUp = false; ///< The card turns, not the needle.
    ForwardAxis m_forward = ForwardAxis::Y;
    bool m_isField = false;
    double m_unit = 1.0; ///< Degrees.
    QList<const store::Series *> m_parts;
    std::optional<Timestamp> m_time;
    std::optional<double> m_heading;
    bool m_isStale = false;
};

PanelKind compassKind();

} // namespace watchglass::ui
