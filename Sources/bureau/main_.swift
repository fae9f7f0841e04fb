import ArgumentParser
import App
@main struct B: ParsableCommand { }
