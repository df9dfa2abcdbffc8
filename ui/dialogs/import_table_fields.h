#pragma once

#include "core/exchange/csv_plan.h"

#include <QWidget>

class QComboBox;
class QLineEdit;
class QSpinBox;

namespace watchglass::ui {

/// How a table of text is written: what parts its cells, decimal commas, where its columns' names are, and what stands
/// for no value. What is not said is detected, and what was detected is shown.
/// Thread: GUI.
class ImportTableFields : public QWidget
{
    Q_OBJECT

public:
    explicit ImportTableFields(QWidget *parent = nullptr);

    /// What came of it.
    void setPlan(const exchange::CsvPlan &plan);
    /// As it was said before; changes nothing that is not said. Tells nobody.
    void setOptions(const exchange::CsvOptions &options);
    void apply(exchange::CsvOptions &options) const;

Q_SIGNALS:
    void changed();
    /// As changed(), and columns that were told apart are others now.
    void shapeChanged();

private:
    QWidget *headerRow();

    QComboBox *m_delimiter;
    QComboBox *m_decimal;
    QComboBox *m_header;
    QSpinBox *m_line;
    QLineEdit *m_missing;
};

} // namespace watchglass::ui
