try Misclassified(pooled, colorTest, count: 16, columns: 8)
