#pragma once

#include "core/exchange/importer.h"

#include <QWidget>

class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;

namespace watchglass::ui {

/// What can be said of a file that is no table: of tracks what becomes of points without a time, of JSON where the
/// times are. Nothing of others.
/// Thread: GUI.
class ImportFileFields : public QWidget
{
    Q_OBJECT

public:
    explicit ImportFileFields(exchange::FileFormat format, QWidget *parent = nullptr);

    void apply(exchange::ImportOptions &options) const;
    /// What is wrong with what was typed; empty for nothing.
    QString problem() const;

Q_SIGNALS:
    void changed();

private:
    void addPoints();
    void addObjects();
    void followPoints();

    const exchange::FileFormat m_format;
    QFormLayout *m_form;
    QComboBox *m_missing; ///< Of tracks, as the next one.
    QDoubleSpinBox *m_interval;
    QLineEdit *m_field; ///< Of objects, as the next two.
    QComboBox *m_unit;
    QComboBox *m_zone;
    QLineEdit *m_start; ///< Of both.
};

} // namespace watchglass::ui
