"""How what is written becomes public: the verbs, what stands in their way, and its ledger."""
