import Placement

// The engine calls its result an answer, and so does the program its pages: here both have their own name. This file
// alone imports the engine without the domain, where `Placement` is the stay of a learner.

typealias EngineAnswer = Placement.Answer
typealias EngineQuestion = Placement.Question
typealias EngineError = Placement.QuestionError
