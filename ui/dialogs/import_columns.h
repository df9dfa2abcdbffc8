#pragma once

#include "ui/models/import_preview_model.h"

#include <QTableView>

#include <vector>

class QComboBox;

namespace watchglass::ui {

/// The first rows of a table that is to be imported, and above each column what becomes of it, to be changed. What is
/// left out stands in another colour, and its tool tip says why.
/// Thread: GUI.
class ImportColumns : public QTableView
{
    Q_OBJECT

public:
    explicit ImportColumns(QWidget *parent = nullptr);

    void setPreview(exchange::CsvPreview preview);
    const ImportPreviewModel &table() const { return m_model; }
    /// What is chosen above a column of the file, from 0.
    QComboBox *choice(int column) const { return m_choices.at(static_cast<std::size_t>(column)); }

Q_SIGNALS:
    /// A column of the file, from 0.
    void useChosen(int column, exchange::ColumnUse use);

private:
    void makeChoices();
    void fitColumns();

    ImportPreviewModel m_model;
    std::vector<QComboBox *> m_choices;
};

} // namespace watchglass::ui
