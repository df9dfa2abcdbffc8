#pragma once

#include "ui/panels/panel_context.h"

#include <QAccessibleWidget>

namespace watchglass::ui {

class Panel;

/// A panel as a screen reader meets it: a chart under its title, described by what its series are at. Nothing is
/// computed before it is asked for.
class PanelAccessible : public QAccessibleWidget
{
public:
    explicit PanelAccessible(Panel &panel);

    QString text(QAccessible::Text which) const override;
};

/// For QAccessible::installFactory(), once a program.
QAccessibleInterface *panelAccessible(const QString &className, QObject *object);

/// A series as it is read out: device, attribute, newest value.
QString seriesInWords(const PanelContext &context, const SeriesKey &key);

} // namespace watchglass::ui
