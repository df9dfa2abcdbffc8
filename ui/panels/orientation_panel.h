#pragma once

#include "ui/panels/component_join.h"
#include "ui/panels/painted_panel.h"
#include "ui/panels/panel_kinds.h"
#include "ui/panels/rotation.h"

namespace watchglass::ui {

/// How a device lies in space: a body drawn as it lies, an artificial horizon, and the angles. From a quaternion's w,
/// x, y and z, found by name, or from roll, pitch and yaw; the parts that belong to a dropped one come by themselves.
/// Says so when the numbers are no rotation.
class OrientationPanel : public PaintedPanel
{
    Q_OBJECT

public:
    /// Where the source's z axis points when the device lies flat.
    enum class ZAxis { Automatic, Up, Down };

    explicit OrientationPanel(const PanelContext &context);

    QString kind() const override { return QStringLiteral("orientation"); }
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    /// What is drawn; nothing while the newest numbers are no rotation.
    const std::optional<Rotation> &rotation() const { return m_rotation; }
    void setZAxis(ZAxis axis);
    ZAxis zAxis() const { return m_zAxis; }

protected:
    bool accepts(const SeriesKey &key) const override;
    QList<SeriesKey> companions() const override;
    void seriesChanged() override;
    QString hint() const override;
    QString description() const override;
    QRegion advance(Timestamp now) override;
    void paint(QPainter &painter) override;

private:
    bool isQuaternion() const { return m_isQuaternion; }
    void readRotation();
    Rotation inWorld() const;
    QString missing() const;
    void paintSolid(QPainter &painter, const QRectF &place) const;
    void paintAngles(QPainter &painter, const QRectF &place) const;

    ZAxis m_zAxis = ZAxis::Automatic;
    bool m_isQuaternion = true;
    QList<const store::Series *> m_parts; ///< By role; empty while one is missing.
    bool m_isInRadians = false;
    std::optional<JoinedSample> m_newest;
    std::optional<Rotation> m_rotation;
    Attitude m_attitude; ///< In the source's own axes.
    bool m_isStale = false;
};

PanelKind orientationKind();

} // namespace watchglass::ui
