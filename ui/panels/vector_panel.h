#pragma once

#include "core/format/value_format.h"
#include "ui/panels/component_join.h"
#include "ui/panels/painted_panel.h"
#include "ui/panels/panel_kinds.h"

#include <array>

namespace watchglass::ui {

/// A round number at least as great as `value`: 1, 2 or 5 times a power of ten; 1 for what is not above 0.
double roundedUp(double value);
/// sqrt(x² + y² + z²) of the first `count` values.
double magnitudeOf(const JoinedSample &sample, qsizetype count);

/// Components x, y and z of one quantity, each as a bar from the middle and a number, with the magnitude and what it
/// did in the last seconds. The components that belong to a dropped one come by themselves.
class VectorPanel : public PaintedPanel
{
    Q_OBJECT

public:
    explicit VectorPanel(const PanelContext &context);

    QString kind() const override { return QStringLiteral("vector"); }
    QString title() const override;
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    std::optional<double> magnitude() const;

protected:
    bool accepts(const SeriesKey &key) const override;
    QList<SeriesKey> companions() const override;
    void seriesChanged() override;
    QString hint() const override;
    QString description() const override;
    QRegion advance(Timestamp now) override;
    void paint(QPainter &painter) override;

private:
    void setSeconds(int seconds);
    void paintBars(QPainter &painter, const QRectF &place);
    void paintMagnitude(QPainter &painter, const QRectF &place);
    void paintTrail(QPainter &painter, const QRectF &place) const;
    QString withUnit(const QString &number) const { return format::withUnit(number, m_unit); }

    int m_seconds = 10;
    QList<const store::Series *> m_parts; ///< Those that are there, in the order of x, y, z.
    std::vector<SeriesKey> m_keys;        ///< Of m_parts.
    QString m_unit;
    ComponentJoin m_join;
    double m_range = 0.0; ///< What a whole bar is.
    std::array<format::StableNumber, 4> m_numbers;
    bool m_isStale = false;
};

PanelKind vectorKind();

} // namespace watchglass::ui
