Architecture(deep)
