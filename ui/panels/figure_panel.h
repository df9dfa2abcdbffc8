#pragma once

#include "ui/panels/body_joints.h"
#include "ui/panels/painted_panel.h"
#include "ui/panels/panel_kinds.h"

namespace watchglass::ui {

/// A person as a stick figure, from the points of a skeleton. Any of its points brings the others. What is hardly seen
/// is faint; where a service sent the skeleton as a text, it says what is missing.
class FigurePanel : public PaintedPanel
{
    Q_OBJECT

public:
    explicit FigurePanel(const PanelContext &context);

    QString kind() const override { return QStringLiteral("figure"); }
    QString title() const override;
    QString badge() const override;
    QJsonObject save() const override;
    void restore(const QJsonObject &state) override;
    void fillMenu(QMenu &menu) override;

    const Skeleton &skeleton() const { return m_skeleton; }
    int jointCount() const;

protected:
    bool accepts(const SeriesKey &key) const override;
    QList<SeriesKey> companions() const override;
    void seriesChanged() override;
    QString hint() const override;
    QString description() const override;
    QRegion advance(Timestamp now) override;
    void paint(QPainter &painter) override;

private:
    struct Source
    {
        const store::Series *x = nullptr;
        const store::Series *y = nullptr;
        const store::Series *seen = nullptr;
    };
    double aspect() const;
    std::optional<Joint> read(const Source &source) const;
    void frameHead(Skeleton &framed) const;
    void paintHead(QPainter &painter, const FigureFit &fit) const;
    QPointF at(const Joint &joint, const FigureFit &fit) const;

    bool m_isMirrored = false;
    bool m_isWholePicture = false; ///< Where in the camera's picture it stands, instead of as large as it can be.
    std::array<Source, body::joints> m_sources{};
    std::optional<Timestamp> m_time;
    Skeleton m_skeleton;
    bool m_isInMetres = false;
    bool m_hasText = false; ///< A skeleton came as a text.
    std::uint64_t m_eventRevision = 0;
    bool m_isStale = false;
};

PanelKind figureKind();

} // namespace watchglass::ui
