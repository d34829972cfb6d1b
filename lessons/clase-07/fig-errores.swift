try Misclassified(pooled, colorTest, count: 12, columns: 6)
