#pragma once

#include "core/exchange/csv_preview.h"

#include <QWidget>

#include <optional>

class QCheckBox;
class QComboBox;
class QDoubleSpinBox;
class QFormLayout;
class QLineEdit;
class QSpinBox;

namespace watchglass::ui {

/// Where the rows of a table have their times from, and how these are written. Only what matters for the times that
/// were found can be seen.
/// Thread: GUI.
class ImportTimeFields : public QWidget
{
    Q_OBJECT

public:
    explicit ImportTimeFields(QWidget *parent = nullptr);

    /// What came of it.
    void setPreview(const exchange::CsvPreview &preview);
    /// As it was said before; changes nothing that is not said. Tells nobody. Requires: a preview was set.
    void setOptions(const exchange::CsvOptions &options);
    void apply(exchange::CsvOptions &options) const;
    /// What is wrong with what was typed; empty for nothing.
    QString problem() const;
    /// The column of the file that holds the times, from 0; nothing: that is detected.
    void chooseColumn(std::optional<int> column);
    std::optional<int> chosenColumn() const;

Q_SIGNALS:
    void changed();
    /// By the operator, here; as changed().
    void columnChosen(int column);

private:
    void fill();
    void listColumns(const exchange::CsvPlan &plan);
    void showRows(const exchange::CsvPreview &preview);
    bool isByRate() const;

    QFormLayout *m_form;
    QComboBox *m_column;
    QComboBox *m_clock; ///< The time of day, where the column holds a date.
    QComboBox *m_unit;
    QCheckBox *m_intervals;
    QComboBox *m_order;
    QSpinBox *m_year;
    QComboBox *m_zone;
    QDoubleSpinBox *m_rate;
    QLineEdit *m_start;
    QStringList m_names; ///< Of the columns that are listed.
};

} // namespace watchglass::ui
