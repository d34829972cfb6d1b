try ClassByClass(of: pooled, colorTest)
